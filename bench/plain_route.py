"""The plain route of the benchmark: `plain_route.py FILE PORT` answers with the file's bytes."""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response

content = Path(sys.argv[1]).read_bytes()
app = FastAPI()


@app.get("/_stcore/health")
async def health() -> str:
    """By this the benchmark knows that the server is up."""
    return "ok"


@app.get("/")
async def same_bytes() -> Response:
    """The bytes, from memory."""
    return Response(content, media_type="application/octet-stream")


if __name__ == "__main__":
    uvicorn.run(app, host="localhost", port=int(sys.argv[2]), log_level="warning")
