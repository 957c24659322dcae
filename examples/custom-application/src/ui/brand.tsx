/** The name of the kit that this page is an example of. */
export function Brand() {
  return (
    <p className="brand">
      <span className="mark" aria-hidden="true" />
      <span>
        <strong>forward-to kit</strong> <span className="muted">the example</span>
      </span>
    </p>
  );
}
