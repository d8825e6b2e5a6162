"""Bytecode of ArkTS, to facts about what it calls of HarmonyOS, when, and on which terms."""
