# docker build -t appaudit .
# docker run --rm --network none -v "$PWD:/data" appaudit scan app.apk --policy privacy.html --sdk-list sdks.csv
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY src ./src
COPY rules ./rules
RUN python -m venv /opt/appaudit \
    && /opt/appaudit/bin/pip install --no-cache-dir --disable-pip-version-check . \
    && /opt/appaudit/bin/python -m compileall -q /opt/appaudit

FROM python:3.12-slim
# lxml, numpy and cryptography bring their own libraries in their wheels: nothing to install from Debian.
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin appaudit
COPY --from=build /opt/appaudit /opt/appaudit
# Compiled rules are written once at build time, so that containers start fast and may be read-only.
ENV PATH=/opt/appaudit/bin:$PATH \
    LANG=zh_CN.UTF-8 \
    PYTHONUTF8=1 \
    XDG_CACHE_HOME=/home/appaudit/.cache
USER appaudit
RUN appaudit rules list > /dev/null
WORKDIR /data
ENTRYPOINT ["appaudit"]
CMD ["--help"]
