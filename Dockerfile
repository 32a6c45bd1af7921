# The service. docker-compose.yml builds it.
FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
RUN mkdir /data && chown node:node /data
USER node
ENV THROUGHLINE_DATA=/data
VOLUME /data
ENTRYPOINT ["node", "bin/throughline.mjs"]
CMD ["serve"]
