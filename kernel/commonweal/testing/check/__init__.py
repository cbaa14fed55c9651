"""The validator for plugin authors: ``commonweal check``.

A plugin is read, never imported: its manifest, its project file, the syntax trees of its modules, its SQL,
words and templates. Each family of rules is one module; `registry` holds what a rule is, `subject` what is
looked at, and `running` puts both together.
"""
