/** Any address that no page has. */
export function loader(): never {
  throw new Response("Not found", { status: 404 });
}

export default function Nowhere() {
  return null;
}
