/**
 * How long a browser is waited for. Nothing takes as long: it only decides when a machine that is merely slow counts as
 * one on which nothing happens any more.
 */
export const patienceMs = 60_000;
