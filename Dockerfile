# UNVERIFIED: written where no Docker engine was available. Report what does not work.
# The sandbox needs user namespaces inside the container: run it with
#   docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined -p 127.0.0.1:3000:3000 -v api-creator:/data api-creator
# Without them it reaches the tier `landlock` where the kernel and the container's own filter allow Landlock, else `development`; production refuses to
# run untrusted code below `hardened`, or below RUNTIME_MIN_TIER.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY patches ./patches
COPY server/start.mjs ./server/
RUN node server/start.mjs --install
COPY . .
RUN node --disable-warning=ExperimentalWarning server/build-web-once.ts

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app /app
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD node -e "fetch('http://127.0.0.1:3000/ready').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "server/start.mjs"]
