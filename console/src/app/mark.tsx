/** The product's mark: a watchtower's light over a cross. */
export function Mark() {
  return (
    <svg width={22} height={22} viewBox="0 0 24 24" aria-hidden="true" className="product-mark">
      <path d="M12 3a9 9 0 1 1-9 9" fill="none" stroke="currentColor" strokeWidth={2.4} />
      <path d="M12 7.5v9M7.5 12h9" stroke="currentColor" strokeWidth={2.8} />
    </svg>
  );
}
