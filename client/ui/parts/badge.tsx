/** A count on a corner. Zero is shown as nothing; many as "99+". */
export function Badge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="for-readers">{label}</span>
    </span>
  );
}
