/**
 * The scan screen: what the camera sees above, what has come of it below, and the tools where the thumb is. It works
 * with a camera, a photo, a keyboard scanner or by typing, and needs no network for any of them.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { openFeedback } from '../../../device/feedback.ts';
import { holdWakeLock } from '../../../device/wake-lock.ts';
import type { ScanMode } from '../../../state/scan-line.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Screen } from '../../parts/screen.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useActions, type UseActions } from '../../use-actions.ts';
import { failureWords } from '../../words/failure-words.ts';
import { formatAmount } from '../../words/format.ts';
import { screenWords } from '../../words/screen-words.ts';
import { ExpectedSheet } from '../orders/expected-sheet.tsx';
import { LoanChoice } from '../loans/loan-choice.tsx';
import { BatchSheet } from './batch-sheet.tsx';
import { CameraTools } from './camera-tools.tsx';
import { ModePicker, PlaceBar } from './mode-picker.tsx';
import { PlaceQuestion } from './place-question.tsx';
import { PurposeChip, PurposeSheet } from './scan-purpose.tsx';
import { saidWords, ScanList } from './scan-list.tsx';
import { scanSessionOf } from './scan-session-of.ts';
import { ScanTaker, type AskedLoan, type AskedPlace } from './scan-taker.ts';
import { codeTaker, shownCode } from './shown-code.ts';
import { TypeSheet } from './type-sheet.tsx';
import { useScanner, type Scanner } from './use-scanner.ts';
import { Viewfinder } from './viewfinder.tsx';
import '../../styles/scan.css';

export function ScanScreen() {
  const app = useApp();
  const doer = useActions();
  const session = scanSessionOf(app);
  const [sheet, setSheet] = useState<'type' | 'place' | 'purpose' | null>(null);
  const taker = useTaker();
  const isBusy = sheet !== null || shownCode.value !== null || taker.isAsking;
  const scanner = useScanner({
    isPaused: isBusy,
    onCode: ({ text, symbology, isGs1 }) => taker.take({ text, symbology, isGs1 }),
  });
  const w = screenWords.value.scan;
  useEffect(() => holdWakeLock(), []);
  useEffect(() => {
    void session.restore().catch(app.onTrouble);
    return () => void finishCount(doer, session);
  }, []);

  const choose = (mode: ScanMode): void => {
    if (mode === session.mode.peek()) return;
    void finishCount(doer, session);
    session.mode.value = mode;
  };
  const { latest } = taker;
  const isSeen = scanner.view.kind === 'live' || scanner.view.kind === 'black';
  return (
    <Screen title={w.title} bare>
      <div class="scan" data-mode={session.mode.value}>
        <Viewfinder view={scanner.view} camera={scanner.camera} onAgain={scanner.again} />
        <ModePicker session={session} onMode={choose} />
        {session.mode.value !== 'lookUp' && (
          <PlaceBar session={session} onChoose={() => setSheet('place')}>
            <PurposeChip session={session} onChoose={() => setSheet('purpose')} />
          </PlaceBar>
        )}
        <ScanList session={session} />
        <CameraTools
          camera={isSeen ? scanner.camera : undefined}
          onType={() => setSheet('type')}
          onPhoto={(photo) => void readPhoto(scanner, photo, taker)}
        />
        <p class="for-readers" role="status">
          {latest.value !== null && saidWords(app, latest.value)}
        </p>
      </div>
      {sheet === 'type' && (
        <TypeSheet
          onCode={(text) => taker.take({ text, symbology: null })}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'place' && (
        <PlaceQuestion
          title={w.here.which}
          options={[]}
          onChoose={(place) => {
            session.here.value = place;
            setSheet(null);
          }}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'purpose' && <PurposeSheet session={session} onClose={() => setSheet(null)} />}
      <Questions taker={taker} />
    </Screen>
  );
}

/** Takes all codes while the screen is open, from whichever scanner. */
function useTaker(): ScanTaker {
  const app = useApp();
  const [taker, feedback] = useMemo(() => {
    const isSilent = (): boolean => app.settings.peek()?.scanSound === false;
    const opened = openFeedback({ isSilent });
    return [new ScanTaker({ app, session: scanSessionOf(app), feedback: opened }), opened];
  }, []);
  useEffect(() => {
    codeTaker.value = (raw) => taker.take(raw);
    return () => {
      codeTaker.value = null;
      feedback.close();
    };
  }, []);
  return taker;
}

/** What the scans that wait for an answer ask. */
function Questions({ taker }: { taker: ScanTaker }) {
  return (
    <>
      {taker.asked.value !== null && <Asked asked={taker.asked.value} taker={taker} />}
      {taker.askedBatch.value !== null && (
        <BatchSheet {...taker.askedBatch.value} onClose={() => (taker.askedBatch.value = null)} />
      )}
      {taker.askedOrder.value !== null && (
        <ExpectedSheet
          {...taker.askedOrder.value}
          onClose={() => (taker.askedOrder.value = null)}
        />
      )}
      {taker.askedLoan.value !== null && <AskedReturn taker={taker} {...taker.askedLoan.value} />}
    </>
  );
}

function Asked({ asked, taker }: { asked: AskedPlace; taker: ScanTaker }) {
  const w = screenWords.value.scan.here;
  const { mode, item, stock, answer, choose } = asked;
  const titles = {
    take: w.whichTake,
    count: w.whichCount,
    return: w.whichReturn,
    receive: w.whichReceive,
    move: answer.end === 'from' ? w.whichFrom : w.whichReceive,
  };
  return (
    <PlaceQuestion
      title={titles[mode](item.name)}
      options={answer.options}
      item={item}
      stock={stock}
      onChoose={choose}
      onClose={() => (taker.asked.value = null)}
    />
  );
}

/** Whose comes back; or none of them, and it goes to the shelf as anything else. */
function AskedReturn({ item, loans, choose, taker }: AskedLoan & { taker: ScanTaker }) {
  return (
    <LoanChoice
      item={item}
      loans={loans}
      onChoose={choose}
      onClose={() => (taker.askedLoan.value = null)}
    >
      <Button kind="bare" icon="putBack" onClick={() => choose(null)}>
        {screenWords.value.loans.scan.shelf}
      </Button>
    </LoanChoice>
  );
}

/** Moving on makes the tally a fact, and says so, with the way back. */
async function finishCount(
  { perform }: UseActions,
  session: ReturnType<typeof scanSessionOf>,
): Promise<void> {
  const done = await session.finishCount();
  if (!done.ok) return showToast({ text: failureWords(done.failure) });
  const { line } = done.value;
  if (line === undefined) return;
  const said = screenWords.value.deeds.counted(formatAmount(line.quantity, line.item.unit));
  await perform(Promise.resolve(done), `${line.item.name}: ${said}`);
}

async function readPhoto(scanner: Scanner, photo: File, taker: ScanTaker): Promise<void> {
  const w = screenWords.value.scan;
  try {
    const [code] = await scanner.readPhoto(photo);
    if (code === undefined) return showToast({ text: w.photo.nothing });
    taker.take({ text: code.text, symbology: code.symbology, isGs1: code.isGs1 });
  } catch (error) {
    reportError(error);
    showToast({ text: w.camera.reader });
  }
}
