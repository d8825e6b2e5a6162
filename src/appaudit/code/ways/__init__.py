"""Ways from launch to a use, with the objects they go through, and which of them depends on least."""
