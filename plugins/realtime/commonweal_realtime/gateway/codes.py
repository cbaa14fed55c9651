"""The codes of what can be wrong with a connection or a frame, and the HTTP status of each."""

CODES = {
    "malformed_frame": 400,
    "position_invalid": 400,
    "token_in_address": 400,
    "unknown_topic": 404,
    "frame_too_large": 413,
    "too_many_topics": 422,
    "upgrade_required": 426,
    "too_fast": 429,
    "too_many_connections": 429,
    "too_slow": 429,
    "stream_unavailable": 503,
}
