import { createElement, type ReactElement } from "react";
import { renderToString } from "react-dom/server";

function row(number: number): ReactElement {
  const heading = createElement("h2", null, createElement("a", { href: `/assets/${number}` }, `Sample ${number}`));
  const facts = createElement("dl", { className: "facts" }, [
    createElement("dt", { key: "t" }, "Price"),
    createElement("dd", { key: "d", className: "price" }, `${number}.00 USDC`),
  ]);
  const about = createElement("p", { className: "about" }, "Hourly readings of meters, with their places.");
  return createElement("li", { key: number, className: "asset-row" }, heading, about, facts);
}

const page = (rows: number): ReactElement =>
  createElement(
    "ul",
    null,
    Array.from({ length: rows }, (_, number) => row(number)),
  );

/** A rendering of a plain list whose markup is about `bytes` long. */
export function renderPeer(bytes: number): () => string {
  let rows = 1;
  while (renderToString(page(rows)).length < bytes) rows += 1;
  return () => renderToString(page(rows));
}
