"""The directory as public data. The fields are a promise: docs/data.md says what each means."""
