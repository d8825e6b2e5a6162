"""What instructions do, by their names: those that do the same to registers have one name here."""

from __future__ import annotations

from typing import Final

#: Instructions by what they do; the names are those of the functions in `FunctionReader`.
INSTRUCTIONS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("lda.str",),
    "number": ("ldai", "fldai"),
    "truth": ("ldtrue", "ldfalse"),
    "nothing": ("ldundefined", "ldnull", "ldhole"),
    "this": ("ldthis",),
    "itself": ("ldfunction",),
    "imported": (
        "ldexternalmodulevar", "wide.ldexternalmodulevar", "callruntime.ldlazymodulevar",
        "callruntime.wideldlazymodulevar", "callruntime.ldsendableexternalmodulevar",
        "callruntime.wideldsendableexternalmodulevar", "callruntime.ldlazysendablemodulevar",
        "callruntime.wideldlazysendablemodulevar",
    ),
    "namespace": ("getmodulenamespace", "wide.getmodulenamespace"),
    "own": (
        "ldlocalmodulevar", "wide.ldlocalmodulevar", "callruntime.ldsendablelocalmodulevar",
        "callruntime.wideldsendablelocalmodulevar",
    ),
    "give": ("stmodulevar", "wide.stmodulevar"),
    "global": ("tryldglobalbyname", "ldglobalvar"),
    "world": ("ldglobal",),
    "set_global": ("trystglobalbyname", "stglobalvar", "stconsttoglobalrecord", "sttoglobalrecord"),
    "load_module": ("dynamicimport",),
    "get": ("ldobjbyname",),
    "get_own": ("ldthisbyname",),
    "get_super": ("ldsuperbyname",),
    "get_by_value": ("ldobjbyvalue",),
    "get_by_index": ("ldobjbyindex", "wide.ldobjbyindex"),
    "set": ("stobjbyname", "stownbyname", "stownbynamewithnameset", "definefieldbyname", "definepropertybyname"),
    "set_own": ("stthisbyname",),
    "set_by_value": ("stobjbyvalue", "stownbyvalue", "stownbyvaluewithnameset", "callruntime.definefieldbyvalue"),
    "set_by_index": (
        "stobjbyindex", "stownbyindex", "wide.stobjbyindex", "wide.stownbyindex", "callruntime.definefieldbyindex",
    ),
    "copy_all": ("copydataproperties",),
    "getter_setter": ("definegettersetterbyvalue",),
    "enter": (
        "newlexenv", "newlexenvwithname", "wide.newlexenv", "wide.newlexenvwithname",
    ),
    "leave": ("poplexenv",),
    "get_variable": ("ldlexvar", "wide.ldlexvar"),
    "set_variable": ("stlexvar", "wide.stlexvar"),
    "function": ("definefunc", "definemethod"),
    "class": ("defineclasswithbuffer", "callruntime.definesendableclass"),
    "object": ("createemptyobject", "createobjectwithbuffer"),
    "array": ("createemptyarray", "createarraywithbuffer"),
    "spread": ("starrayspread",),
    "call": ("callarg0", "callarg1", "callargs2", "callargs3"),
    "call_range": ("callrange", "wide.callrange"),
    "call_of": (
        "callthis0", "callthis1", "callthis2", "callthis3", "callthis0withname", "callthis1withname",
        "callthis2withname", "callthis3withname",
    ),
    "call_of_range": (
        "callthisrange", "callthisrangewithname", "wide.callthisrange", "wide.callthisrangewithname",
    ),
    "apply": ("apply",),
    "new": ("newobjrange", "wide.newobjrange"),
    "new_apply": ("newobjapply",),
    "super": (
        "supercallthisrange", "supercallarrowrange", "wide.supercallthisrange", "wide.supercallarrowrange",
        "supercallspread", "callruntime.supercallforwardallargs",
    ),
    "start": ("callruntime.callinit",),
    "wait": ("asyncfunctionawaituncaught",),
    "resume": ("resumegenerator",),
    "iterate": ("getiterator", "getasynciterator"),
    "keep": (
        "istrue", "callruntime.istrue", "tonumber", "tonumeric", "suspendgenerator", "asyncfunctionresolve",
        "callruntime.topropertykey",
    ),
    "give_back": ("return",),
    "not": ("isfalse", "callruntime.isfalse"),
    "equal": ("eq", "noteq", "stricteq", "strictnoteq"),
    "add": ("add2",),
    "computed": ("sub2", "mul2", "div2"),
    "compared": ("less", "lesseq", "greater", "greatereq"),
}  # fmt: skip
#: Instructions of sums that are told from each other later on.
STEPS_OF_SUMS: Final = {"product": "mul2", "quotient": "div2"}
