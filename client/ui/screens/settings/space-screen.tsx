/** What holds for the whole space, set by its owners: with a sentence for each that says what it does. */
import { useState } from 'preact/hooks';
import { leadDaysMax } from '../../../../shared/suppliers.ts';
import { currencyChoices } from '../../../state/likely-currency.ts';
import { paths } from '../../../state/route.ts';
import { readSpaceSettings, type SpaceSettings } from '../../../state/space-settings.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Field } from '../../parts/field.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Section } from '../../parts/section.tsx';
import { Select } from '../../parts/select.tsx';
import { Setting } from '../../parts/setting.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Switch } from '../../parts/switch.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useActions } from '../../use-actions.ts';
import { useLive } from '../../use-live.ts';
import { screenWords } from '../../words/screen-words.ts';

type Change = (fields: Partial<SpaceSettings>) => void;
interface PartProps {
  readonly settings: SpaceSettings;
  readonly onChange: Change;
}

export function SpaceScreen() {
  const { session, may, settings: own } = useApp();
  const { actions, perform } = useActions();
  const settings = useLive(readSpaceSettings, []);
  const w = screenWords.value.supply.space;
  const isOwner = session.value !== null && may('settings.patch');
  const isReady = own.value !== undefined && settings !== undefined;
  const change = (before: SpaceSettings) => (fields: Partial<SpaceSettings>) =>
    void perform(actions.changeSpaceSettings(before, fields), w.saved);
  return (
    <Screen title={w.title} back={paths.settings}>
      {!isReady && <Skeleton rows={4} />}
      {isReady && !isOwner && (
        <EmptyState icon="key" title={w.notForYou}>
          {w.notForYouMore}
        </EmptyState>
      )}
      {isReady && isOwner && (
        <>
          <Days
            key={`${settings.leadWindowDays} ${settings.safetyDays}`}
            settings={settings}
            onChange={change(settings)}
          />
          <MoneySettings settings={settings} onChange={change(settings)} />
        </>
      )}
    </Screen>
  );
}

/** Whole days within bounds, or nothing. */
function readDays(text: string, least: number, most: number): number | undefined {
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : -1;
  return days >= least && days <= most ? days : undefined;
}

const safetyMax = 365;

function Days({ settings, onChange }: PartProps) {
  const [typed, setTyped] = useState({
    window: String(settings.leadWindowDays),
    safety: String(settings.safetyDays),
  });
  const [isTold, setTold] = useState(false);
  const w = screenWords.value.supply.space;
  const leadWindowDays = readDays(typed.window, 1, leadDaysMax);
  const safetyDays = readDays(typed.safety, 0, safetyMax);
  const save = (): void => {
    setTold(true);
    if (leadWindowDays === undefined || safetyDays === undefined) return;
    const fields = {
      ...(leadWindowDays === settings.leadWindowDays ? {} : { leadWindowDays }),
      ...(safetyDays === settings.safetyDays ? {} : { safetyDays }),
    };
    if (Object.keys(fields).length === 0) showToast({ text: w.unchanged });
    else onChange(fields);
  };
  return (
    <Section title={w.stock}>
      <form
        class="form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={w.window}
          hint={w.windowHint}
          value={typed.window}
          trouble={isTold && leadWindowDays === undefined ? w.windowWrong : undefined}
          keyboard="decimal"
          onInput={(window) => setTyped({ ...typed, window })}
        />
        <Field
          label={w.safety}
          hint={w.safetyHint}
          value={typed.safety}
          trouble={isTold && safetyDays === undefined ? w.safetyWrong : undefined}
          keyboard="decimal"
          onInput={(safety) => setTyped({ ...typed, safety })}
        />
        <div class="toolbar">
          <Button kind="primary" submits>
            {w.save}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function MoneySettings({ settings, onChange }: PartProps) {
  const w = screenWords.value.supply.space;
  return (
    <Section title={w.money}>
      <Select
        label={w.currency}
        hint={w.currencyHint}
        value={settings.currency}
        options={currencyChoices(settings.currency).map((value) => ({ value, text: value }))}
        onChange={(currency) => onChange({ currency })}
      />
      <Card class="settings">
        <Setting title={w.spend} hint={w.spendHint}>
          <Switch
            label={w.spend}
            on={settings.showSpend}
            onChange={(showSpend) => onChange({ showSpend })}
          />
        </Setting>
      </Card>
    </Section>
  );
}
