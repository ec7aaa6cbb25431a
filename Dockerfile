# syntax=docker/dockerfile:1
FROM python:3.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
RUN python -m venv /opt/strikemap
ENV PATH=/opt/strikemap/bin:$PATH
COPY requirements/run.txt requirements/build.txt requirements/
RUN python -m pip install --require-hashes -r requirements/run.txt
RUN python -m venv /opt/build && /opt/build/bin/python -m pip install --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY docs/methodology.md docs/
COPY app app
COPY geodata geodata
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .
RUN python -m pip install --no-deps dist/*.whl
# The gazetteer is baked in, so that the first answer does not wait for it.
ENV STRIKEMAP_CACHE_DIR=/opt/strikemap/cache
RUN strikemap geocode Hmeimim && chmod -R a+rX /opt/strikemap/cache

FROM python:3.12-slim-bookworm
ENV PATH=/opt/strikemap/bin:$PATH PYTHONUNBUFFERED=1 \
    STRIKEMAP_CACHE_DIR=/opt/strikemap/cache STRIKEMAP_DATA_DIR=/var/lib/strikemap \
    STRIKEMAP_HOST=0.0.0.0 STRIKEMAP_PORT=8000
COPY --from=build /opt/strikemap /opt/strikemap
RUN useradd --system --uid 10001 --home-dir /var/lib/strikemap --create-home strikemap
USER strikemap
VOLUME /var/lib/strikemap
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
CMD ["strikemap", "serve"]
