"""The same facts from Java class files, as SDK archives hold them before they become bytecode of Android."""
