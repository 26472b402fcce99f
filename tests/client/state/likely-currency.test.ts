/** The currency that a first price is most likely in. */
import { expect, test } from 'vitest';
import { currencyChoices, likelyCurrency } from '../../../client/state/likely-currency.ts';

test('the first language that names a country decides', () => {
  expect(likelyCurrency(['de-CH', 'en-US'])).toBe('CHF');
  expect(likelyCurrency(['de', 'en-GB'])).toBe('GBP');
  expect(likelyCurrency(['fr-FR'])).toBe('EUR');
});

test('without a country it is that of where the language is at home', () => {
  expect(likelyCurrency(['en'])).toBe('USD');
  expect(likelyCurrency(['de'])).toBe('EUR');
  expect(likelyCurrency([])).toBe('EUR');
});

test('each currency is offered once, the chosen one first', () => {
  const choices = currencyChoices('CHF');
  expect(choices[0]).toBe('CHF');
  expect(new Set(choices).size).toBe(choices.length);
  expect(choices).toContain('JPY');
});
