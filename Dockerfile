# The service. docker-compose.yml builds it; docs/how-to/distributed.md says how images are pinned by digest (npm run images:pin).
FROM node:24-bookworm-slim
# An init: it passes signals on and collects processes that have lost their parent.
RUN apt-get update && apt-get install --yes --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
# What runs, by name: nothing else of the folder that it is built in gets in.
COPY LICENSE throughline.ts ./
COPY bin bin
COPY scripts/dependencies.mjs scripts/run.mjs scripts/healthy.mjs scripts/
COPY schemas schemas
COPY core core
COPY infra infra
COPY producers producers
COPY consumers consumers
COPY policy policy
COPY gateway gateway
COPY commands commands
COPY demo demo
RUN mkdir /data && chown node:node /data
USER node
ENV THROUGHLINE_DATA=/data
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/healthy.mjs"]
ENTRYPOINT ["/usr/bin/tini", "--", "node", "bin/throughline.mjs"]
CMD ["serve"]
