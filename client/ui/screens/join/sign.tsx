/** The sign of the app: a bin card with its tally, standing in its bin. */
export function Sign() {
  return <img class="sign" src="/icons/favicon.svg" alt="" width="72" height="72" />;
}
