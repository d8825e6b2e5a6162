"""Names that the language and its surroundings give: calls of them lead neither into the program nor to the host."""

from __future__ import annotations

from typing import Final

#: Methods of built-in objects: an unknown object that has one is no call into the program.
METHODS: Final = frozenset(
    """
push pop shift unshift slice splice concat join reverse indexOf lastIndexOf includes forEach map filter some every
reduce reduceRight find findIndex fill keys values entries flat flatMap sort at split substring substr charAt
charCodeAt trim trimStart trimEnd replace replaceAll match matchAll search test exec toString toLowerCase toUpperCase
padStart padEnd startsWith endsWith repeat localeCompare toFixed toPrecision valueOf hasOwnProperty isPrototypeOf then
catch finally get set has delete add clear getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds
getMilliseconds setTime setDate setHours setMonth setFullYear toISOString toLocaleString toLocaleDateString toJSON
getTimezoneOffset next apply call bind propertyIsEnumerable normalize codePointAt subarray getPrototypeOf
setPrototypeOf
""".split()  # noqa: SIM905  # a list of words
)
#: Global names.
GLOBALS: Final = frozenset(
    """
console Math JSON Object Array String Number Boolean Date RegExp Promise Symbol Map Set WeakMap WeakSet Proxy Reflect
Error TypeError RangeError parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI
decodeURI escape unescape setTimeout setInterval clearTimeout clearInterval setImmediate queueMicrotask
requestAnimationFrame Uint8Array ArrayBuffer DataView Int32Array Float32Array Uint16Array Uint32Array Int8Array
Int16Array Float64Array Uint8ClampedArray Function eval BigInt Intl atob btoa XMLHttpRequest WebSocket fetch URL
document window navigator location localStorage sessionStorage alert getCurrentPages getApp App Page Component
Behavior require requirePlugin requireMiniProgram define globalThis global self TextDecoder TextEncoder
URLSearchParams Image FormData FileReader Blob
""".split()  # noqa: SIM905  # a list of words
)
#: Functions of the language that give members of an object by a name that is made, or all of them.
TAKING_APART: Final = frozenset(
    ("values", "entries", "get", "getOwnPropertyDescriptor", "getOwnPropertyDescriptors", "apply", "resolve", "all",
     "reduce", "reduceRight")
)  # fmt: skip
