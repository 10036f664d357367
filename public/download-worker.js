// Streams what a page decrypts into the browser's downloads. It sees only what its own page sends, and keeps nothing.
const waiting = new Map();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", ({ data, ports: [port] }) => {
  if (data?.type !== "download") return;
  waiting.set(data.url, { ...data, port });
  port.postMessage("ready");
});

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const download = waiting.get(pathname);
  if (!download) return;
  waiting.delete(pathname);
  event.respondWith(answer(download));
});

function answer({ port, name, bytes }) {
  const body = new ReadableStream(
    {
      start(controller) {
        port.onmessage = ({ data }) => {
          if (data.type === "piece") controller.enqueue(data.piece);
          else if (data.type === "end") controller.close();
          else controller.error(new Error("The download was stopped."));
        };
      },
      pull: () => port.postMessage("pull"),
      cancel: () => port.postMessage("cancel"),
    },
    { highWaterMark: 2 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()]/g, escape)}`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'",
    },
  });
}
