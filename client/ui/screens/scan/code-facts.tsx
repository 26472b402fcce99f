/** The code itself and what it tells, as text: it may come from anybody. */
import type { ScannedCode } from '../../../../shared/scanned-code.ts';
import { useApp } from '../../app-context.ts';
import { screenWords } from '../../words/screen-words.ts';
import { remarkLines, remarksOf } from './code-remarks.ts';
import { symbologyOf } from './shown-code.ts';

export function CodeFacts({ value, code }: { value: string; code: ScannedCode }) {
  const { moment } = useApp();
  const w = screenWords.value.scan;
  const symbology = symbologyOf(code);
  return (
    <dl class="facts">
      <dt>{symbology === null ? w.unknown.code : w.symbologies[symbology]}</dt>
      <dd class="mono code-text">{value}</dd>
      {remarkLines(remarksOf(code), moment().nowMs).map(({ name, text, isBad }) => (
        <>
          <dt>{name}</dt>
          <dd class={isBad ? 'state out' : undefined}>{text}</dd>
        </>
      ))}
    </dl>
  );
}
