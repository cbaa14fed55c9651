"""The marketplace's SQL: every statement is built of constants, and values are always parameters."""
