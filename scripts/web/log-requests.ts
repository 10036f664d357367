import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";

/** One line a request, with an id that the answer carries: no query, header or body, which may hold what is nobody's business. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const begun = performance.now();
    const path = request.path;
    response.setHeader("X-Request-Id", id);
    response.on("close", () => {
      const took = Math.round(performance.now() - begun);
      const level = response.statusCode >= 500 ? "error" : path.startsWith("/assets/") ? "trace" : "info";
      log[level]({ id, method: request.method, path, status: response.statusCode, took }, "request");
    });
    next();
  };
}
