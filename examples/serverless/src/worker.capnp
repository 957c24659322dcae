# Runs the bundled worker in workerd, the runtime of Cloudflare Workers. --socket-addr gives the port.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (
      name = "order-notes",
      worker = (
        modules = [(name = "worker", esModule = embed "../../../.cache/serverless/worker.js")],
        compatibilityDate = "2026-01-01",
        globalOutbound = "gateway",
        bindings = [
          (name = "PUBLIC_URL", fromEnvironment = "PUBLIC_URL"),
          (name = "ISSUER", fromEnvironment = "ISSUER"),
          (name = "PROJECTS", fromEnvironment = "PROJECTS"),
        ],
      ),
    ),
    # The local gateway: without this, a worker reaches public addresses only.
    (name = "gateway", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:6001", http = (), service = "order-notes")],
);
