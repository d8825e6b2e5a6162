"""The versions that SDKs state of themselves, in constants, methods, digits and native libraries."""
