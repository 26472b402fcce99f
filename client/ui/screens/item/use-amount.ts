/** How much: typed in single units or in packs of the item, with comma or point; and what that comes to. */
import { useState } from 'preact/hooks';
import { quantityMax, quantityToText, type Quantity } from '../../../../shared/quantity.ts';
import { fail, succeed, type Result } from '../../../../shared/result.ts';
import { readQuantity } from '../../words/quantity-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export const oneUnit: Quantity = 1000;

export interface Amount {
  readonly text: string;
  /** How many units one of what is typed stands for. */
  readonly pack: Quantity;
  /** In units of the item; else what is wrong, in words. */
  readonly read: Result<Quantity, string>;
  readonly setText: (text: string) => void;
  readonly setPack: (pack: Quantity) => void;
  /** Forget what was typed: it was about something else. */
  readonly reset: () => void;
}

/** `proposed`: what stands there until somebody types. `least`: 0 where nothing is an answer. */
export function useAmount(proposed: Quantity, least: 0 | 1): Amount {
  const [typed, setText] = useState<string | null>(null);
  const [pack, setPack] = useState(oneUnit);
  const text = typed ?? quantityToText(pack === oneUnit ? proposed : oneUnit);
  return {
    text,
    pack,
    read: readAmount(text, pack, least),
    setText,
    setPack: (wanted) => {
      setPack(wanted);
      setText(null);
    },
    reset: () => setText(null),
  };
}

function readAmount(text: string, pack: Quantity, least: 0 | 1): Result<Quantity, string> {
  const read = readQuantity(text, least);
  if (!read.ok || pack === oneUnit) return read;
  const amount = Math.round((read.value * pack) / oneUnit);
  return amount > quantityMax ? fail(screenWords.value.wrong.tooLarge) : succeed(amount);
}
