"""A service of the tests' own with the API of OpenAI, which can also fail in the ways that services do."""

import base64
import json
import struct
from dataclasses import dataclass, field

from commonweal_vectors.embedders.hashing import embed_text

KEY = "sk-of-the-tests"
MODEL = "acme-embed"


@dataclass
class Service:
    """Embeds by words. ``first`` are the answers it gives before it comes to its senses: (status, content,
    headers), or what is called with the question, and with ``send`` of ASGI, to give one."""

    url: str = ""
    asked: list[dict] = field(default_factory=list)
    first: list = field(default_factory=list)
    most_texts: int = 2_048
    most_tokens: int = 4_000  # of one text, where every character is one
    own_dimensions: int = 0  # of a model that lets nobody choose
    knows: tuple[str, ...] = ("model", "input", "dimensions", "encoding_format")

    async def __call__(self, scope, receive, send):
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.asked.append(question := json.loads(body))
        answer = self.first.pop(0) if self.first else self.answer(scope, question)
        if callable(answer):
            answer = await answer(question, send)
        status, content, headers = answer
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    def answer(self, scope, question):
        """Answer as such services do when all is well, or the question is wrong."""
        if dict(scope["headers"]).get(b"authorization") != f"Bearer {KEY}".encode():
            return refusal(401, f"Incorrect API key provided, not {KEY}")
        if scope["path"] != "/v1/embeddings" or question["model"] != MODEL:
            return refusal(404, f"The model {question['model']} does not exist")
        for name in question:
            if name not in self.knows:
                return refusal(400, f"Unknown parameter: {name}")
        if len(question["input"]) > self.most_texts:
            return refusal(422, f"batch size {len(question['input'])} > maximum allowed {self.most_texts}")
        if any(len(text) > self.most_tokens for text in question["input"]):
            return refusal(400, f"This model's maximum context length is {self.most_tokens} tokens")
        return 200, self.good(question), []

    def good(self, question):
        """Return vectors by words, and every blank between words counted as a token."""
        dimensions = self.own_dimensions or question.get("dimensions", 1_536)
        vectors = [embed_text(text, dimensions) for text in question["input"]]
        if question.get("encoding_format") == "base64":
            vectors = [base64.b64encode(struct.pack(f"<{dimensions}f", *each)).decode() for each in vectors]
        tokens = sum(len(text.split()) for text in question["input"])
        return {
            "data": [{"index": at, "embedding": each} for at, each in enumerate(vectors)],
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
        }


def refusal(status, message, **headers):
    """Return an answer that refuses."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return status, {"error": {"message": message, "type": "invalid_request_error"}}, named
