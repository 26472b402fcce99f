/** A way from the running list to a change of all that was scanned: a box of parts that moves, or gets a minimum. */
import { useState } from 'preact/hooks';
import type { ItemId } from '../../../../shared/ids.ts';
import type { ScanSession } from '../../../state/scan-session.ts';
import { Button } from '../../parts/button.tsx';
import { showToast } from '../../parts/toast.tsx';
import { BulkSheet } from '../../screens.ts';
import { failureWords } from '../../words/failure-words.ts';
import { screenWords } from '../../words/screen-words.ts';

export function ChangeScanned({ session }: { session: ScanSession }) {
  const [ids, setIds] = useState<readonly ItemId[] | null>(null);
  const open = async (): Promise<void> => {
    // A count that goes on is a fact first: what is changed must not lie below it.
    const done = await session.finishCount();
    if (!done.ok) return showToast({ text: failureWords(done.failure) });
    setIds([...new Set(session.lines.peek().map(({ item }) => item.id))]);
  };
  return (
    <>
      <Button kind="bare" onClick={() => void open()}>
        {screenWords.value.bulk.scan.changeAll}
      </Button>
      {ids !== null && <BulkSheet ids={ids} onClose={() => setIds(null)} />}
    </>
  );
}
