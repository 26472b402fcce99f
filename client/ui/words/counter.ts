/** Counted words by the plural rules of a language: `#` stands for the number, written as that language writes it. */
export interface Forms {
  readonly one: string;
  readonly other: string;
}

export function makeCounter(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  return (count, forms) => {
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return form.replace('#', numbers.format(count));
  };
}
