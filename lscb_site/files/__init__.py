"""What a file is, judged by its bytes; reading it safely; serving it.

No models and no Django here: the child process that parses hostile bytes imports this package.
"""
