/** Every part in all its states on one page, in development only: what a change to the styles does is seen here. */
import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { ghsPictograms } from '../../../shared/entities.ts';
import type { SyncKind } from '../../state/sync-view.ts';
import { Badge } from '../parts/badge.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Card } from '../parts/card.tsx';
import { Chip, RemovableChip } from '../parts/chip.tsx';
import { Choice } from '../parts/choice.tsx';
import { ColourPicker } from '../parts/colour-picker.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ExpiryMark } from '../parts/expiry-mark.tsx';
import { Field } from '../parts/field.tsx';
import { GhsSign, NfpaSign } from '../parts/hazard-signs.tsx';
import { Icon, iconNames } from '../parts/icons.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { BarChart } from '../parts/bar-chart.tsx';
import { LevelChart } from '../parts/level-chart.tsx';
import { Menu } from '../parts/menu.tsx';
import { PendingMark } from '../parts/pending-mark.tsx';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { Screen } from '../parts/screen.tsx';
import { Section } from '../parts/section.tsx';
import { Select } from '../parts/select.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { FreshnessMark } from '../parts/batch-name.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { StatusChip } from '../parts/status-chip.tsx';
import { Stepper } from '../parts/stepper.tsx';
import { Switch } from '../parts/switch.tsx';
import { Table } from '../parts/table.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { showToast } from '../parts/toast.tsx';
import { PictureParts } from './picture-parts.tsx';
import { formatQuantity } from '../words/format.ts';

const chips: [SyncKind, 'good' | 'quiet' | 'ask' | 'bad'][] = [
  ['synced', 'good'],
  ['waiting', 'quiet'],
  ['syncing', 'quiet'],
  ['firstSync', 'quiet'],
  ['offline', 'quiet'],
  ['stayingOffline', 'quiet'],
  ['never', 'quiet'],
  ['notJoined', 'quiet'],
  ['signedOut', 'ask'],
  ['updateReady', 'ask'],
  ['updateNeeded', 'ask'],
  ['late', 'bad'],
  ['failing', 'bad'],
  ['notSaved', 'bad'],
];
const nothing = (): void => undefined;

export function PartsScreen() {
  return (
    <Screen title="Parts">
      <Pressing />
      <Typing />
      <Marks />
      <Holding />
      <PictureParts />
    </Screen>
  );
}

function Row({ children }: { children: ComponentChildren }) {
  return <div class="toolbar">{children}</div>;
}

function Pressing() {
  const [isOpen, setOpen] = useState<'dialog' | 'sheet' | null>(null);
  const [tab, setTab] = useState<'one' | 'two'>('one');
  return (
    <Section title="Pressing">
      <Row>
        <Button kind="primary">Primary</Button>
        <Button>Plain</Button>
        <Button kind="danger" icon="bin">
          Danger
        </Button>
        <Button kind="bare" icon="plus">
          Bare
        </Button>
        <Button disabled>Disabled</Button>
        <Button kind="primary" disabled>
          Disabled
        </Button>
        <Button href="/dev/parts">Link</Button>
      </Row>
      <Row>
        <IconButton icon="edit" label="Edit" />
        <IconButton icon="filter" label="Pressed" pressed>
          <Badge count={3} label="3 filters" />
        </IconButton>
        <IconButton icon="bin" label="Disabled" disabled />
        <Menu
          label="More"
          entries={[
            { icon: 'copy', text: 'Copy', onChoose: nothing },
            { icon: 'bin', text: 'Delete', danger: true, onChoose: nothing },
          ]}
        />
        <Chip pressed={false} onToggle={nothing}>
          Chip
        </Chip>
        <Chip pressed onToggle={nothing}>
          Pressed
        </Chip>
        <RemovableChip label="Remove" onRemove={nothing}>
          Removable
        </RemovableChip>
        <Switch label="Off" on={false} onChange={nothing} />
        <Switch label="On" on onChange={nothing} />
      </Row>
      <Row>
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => setOpen('sheet')}>Sheet</Button>
        <Button onClick={() => showToast({ text: 'Took 3 pieces. 9 left.', undo: nothing })}>
          Toast
        </Button>
      </Row>
      <Tabs
        label="Tabs"
        chosen={tab}
        tabs={[
          { key: 'one', text: 'One' },
          { key: 'two', text: 'Two' },
        ]}
        onChoose={setTab}
      >
        <p>Tab {tab}</p>
      </Tabs>
      {isOpen !== null && (
        <Dialog
          title="A dialog"
          sheet={isOpen === 'sheet'}
          onClose={() => setOpen(null)}
          footer={<Button kind="primary">Done</Button>}
        >
          <Field label="Something" value="" onInput={nothing} />
        </Dialog>
      )}
    </Section>
  );
}

function Typing() {
  const [text, setText] = useState('M3x8');
  const [amount, setAmount] = useState('2');
  const [colour, setColour] = useState('#1F74B8');
  const [choice, setChoice] = useState<'a' | 'b'>('a');
  return (
    <Section title="Typing">
      <Field label="Name" value={text} onInput={setText} hint="A hint" />
      <Field label="In trouble" value={text} onInput={setText} trouble="Type something here." />
      <Field label="Disabled" value={text} onInput={setText} disabled />
      <Field label="Many lines" lines="many" value={text} onInput={setText} />
      <Select
        label="Select"
        value="b"
        options={[
          { value: 'a', text: 'Factory' },
          { value: 'b', text: 'Shelf', depth: 1 },
        ]}
        onChange={nothing}
      />
      <Stepper label="Stepper" value={amount} onInput={setAmount} hint="pieces" />
      <Stepper
        label="Stepper in trouble"
        value="1.2.3"
        onInput={nothing}
        trouble="Type a number such as 3 or 0.25."
      />
      <Choice
        label="Choice"
        chosen={choice}
        options={[
          { value: 'a', text: 'System' },
          { value: 'b', text: 'Dark' },
        ]}
        onChoose={setChoice}
      />
      <ColourPicker label="Colour" chosen={colour} onChoose={setColour} />
    </Section>
  );
}

function Marks() {
  return (
    <Section title="Marks">
      <Row>
        <StateMark state="fine" />
        <StateMark state="low" />
        <StateMark state="out" />
        <StateMark state="needsCount" />
        <FreshnessMark batch={{ lot: '', expiry: '2001-01-31' }} />
        <PendingMark />
        <Badge count={4} label="4" />
        <Badge count={120} label="120" />
      </Row>
      <Row>
        {chips.map(([kind, tone]) => (
          <StatusChip key={kind} view={{ kind, tone, waiting: 3 }} />
        ))}
      </Row>
      <ProgressBar label="2,000 rows so far" done={2} of={5} />
      <ProgressBar label="Without a known end" done={2} of={null} />
      <Row>
        {ghsPictograms.map((sign) => (
          <GhsSign key={sign} sign={sign} />
        ))}
        <NfpaSign nfpa={{ health: 3, fire: 2, instability: 1, special: 'W' }} />
      </Row>
      <Row>
        {iconNames.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </Row>
    </Section>
  );
}

function Holding() {
  return (
    <Section title="Holding">
      <Banner kind="note" icon="update" title="A note" action={<Button>Do it</Button>}>
        With something to do.
      </Banner>
      <Banner kind="bad" icon="attention" title="Bad news">
        And what it means.
      </Banner>
      <Card edged colour="#1F74B8">
        <h2>A card with its edge</h2>
      </Card>
      <EmptyState icon="items" title="Nothing yet" action={<Button kind="primary">Add</Button>}>
        What this is for.
      </EmptyState>
      <Skeleton rows={2} />
      <Table
        caption="A table"
        columns={[{ text: 'Name' }, { text: 'Amount', number: true }]}
        rows={[{ key: '1', cells: ['M3x8', '1,250'] }]}
      />
      <LevelChart
        label="A chart"
        minimum={4000}
        nowMs={12}
        formatDay={String}
        formatLevel={formatQuantity}
        textOf={({ at, level }) => `${at}: ${formatQuantity(level)}`}
        points={[
          { at: 0, level: 10_000, isCount: true },
          { at: 3, level: 7_000, isCount: false },
          { at: 5, level: -2_000, isCount: false },
          { at: 9, level: 12_000, isCount: true },
        ]}
      />
      <BarChart
        label="Another chart"
        bars={[3, 5, 0, 2, -1, 4].map((used, week) => ({ key: String(week), value: used * 1000 }))}
        format={formatQuantity}
        textOf={({ key, value }) => `${key}: ${formatQuantity(value)}`}
        from="0"
        to="5"
      />
      <p>
        <ExpiryMark expiry="2026-01-31" today="2026-02-01" />{' '}
        <ExpiryMark expiry="2026-02-28" today="2026-02-01" />
      </p>
    </Section>
  );
}
