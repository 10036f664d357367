export default function Home() {
  return (
    <div className="page-head">
      <h1>Datasets and adapters</h1>
      <p className="lede">Made by people who keep the key.</p>
    </div>
  );
}
