/**
 * Listens to keyboard scanners on every screen: a code goes into the field for codes that one is in, to the scan screen
 * while that is open, else it opens the card of what it belongs to. Also draws the sheet of whatever code is shown.
 */
import { useLocation } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';
import { openFeedback, type Feedback } from '../../../device/feedback.ts';
import { watchWedge } from '../../../device/wedge-scanner.ts';
import { codeValueOf } from '../../../state/find-code.ts';
import { useApp, type App } from '../../app-context.ts';
import { CodeSheet } from './code-sheet.tsx';
import { codeTaker, readCode, readText, shownCode } from './shown-code.ts';

export function CodeListener() {
  const app = useApp();
  const { isOn = false, prefix = '', suffix = '' } = app.settings.value?.wedge ?? {};
  useEffect(() => {
    if (!isOn) return;
    // Sound is set up by the first scan: most people never own such a scanner.
    let feedback: Feedback | undefined;
    const isSilent = (): boolean => app.settings.peek()?.scanSound === false;
    const stop = watchWedge(
      window,
      (text) => {
        feedback ??= openFeedback({ isSilent });
        takeCode(app, text, feedback);
      },
      { prefix, suffix },
    );
    return () => {
      stop();
      feedback?.close();
    };
  }, [isOn, prefix, suffix]);
  const { path } = useLocation();
  useEffect(() => {
    // A sheet belongs to the screen that it was opened over.
    shownCode.value = null;
  }, [path]);
  const shown = shownCode.value;
  return shown === null ? null : (
    <CodeSheet shown={shown} onClose={() => (shownCode.value = null)} />
  );
}

function takeCode(app: App, text: string, feedback: Feedback): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.dataset['takesCodes'] !== undefined) {
    field.value = codeValueOf(readText(app, { text, symbology: null }), text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    feedback.ok();
    return;
  }
  const raw = { text, symbology: null };
  const take = codeTaker.peek();
  if (take !== null) {
    take(raw);
    return;
  }
  void readCode(app, raw).then((read) => {
    if (read.found.kind === 'item') feedback.ok();
    else feedback.unknown();
    shownCode.value = read;
  }, app.onTrouble);
}
