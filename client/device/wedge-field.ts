/** A place to type in, as it was before a scanner typed into it, and how to put it back so that nobody notices. */
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Inputs that no letter goes into. */
const untyped = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

export function fieldOf(target: EventTarget | null): Field | undefined {
  if (target instanceof HTMLInputElement) return untyped.has(target.type) ? undefined : target;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return undefined;
}

/** Remembers now; called, it puts the field back and tells its owner as if a person had done it. */
export function rememberField(field: Field): () => void {
  const { value } = field;
  const [start, end] = selectionOf(field);
  return () => {
    const isAsBefore = field.value === value;
    // Also where it seems to be: a number field with letters in it says that it is empty.
    field.value = value;
    if (isAsBefore) return;
    if (start !== null && !(field instanceof HTMLSelectElement))
      field.setSelectionRange(start, end);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (field instanceof HTMLSelectElement)
      field.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

/** Null for kinds that have none, such as numbers. */
function selectionOf(field: Field): [number | null, number | null] {
  if (field instanceof HTMLSelectElement) return [null, null];
  return [field.selectionStart, field.selectionEnd];
}
