# No compatibility flag: the package must not need Node's modules.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(
    name = "verifier",
    worker = (
      modules = [(name = "worker", esModule = embed "../../.cache/runtimes/worker.js")],
      compatibilityDate = "2026-01-01",
      bindings = [(name = "CASES", json = embed "../../.cache/runtimes/cases.json")],
    ),
  )],
);
