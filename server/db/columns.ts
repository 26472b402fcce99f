/**
 * The synced tables, column by column: how the fields of a row that travels are stored. From this one
 * list come the reads and the set-based writes; tests/contract holds it against the real schema.
 */
import { syncedTables, type SyncedTable } from '../../shared/entities.ts';

type SqlType = 'text' | 'bigint' | 'boolean' | 'jsonb' | 'double precision';

interface Column {
  readonly field: string;
  readonly column: string;
  readonly type: SqlType;
}

const toSnakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What a synced table is called in the database. */
export function tableName(table: SyncedTable): string {
  return toSnakeCase(table);
}

function columns(types: Readonly<Record<string, SqlType>>): readonly Column[] {
  return Object.entries(types).map(([field, type]) => ({
    field,
    column: toSnakeCase(field),
    type,
  }));
}

const fieldsRow = { stamps: 'jsonb', deletedAt: 'bigint', version: 'bigint' } as const;
const batch = { lot: 'text', expiry: 'text' } as const;
const fact = {
  note: 'text',
  stamp: 'text',
  personId: 'text',
  receivedAt: 'bigint',
  version: 'bigint',
} as const;

export const columnsOf: { readonly [Table in SyncedTable]: readonly Column[] } = {
  location: columns({
    id: 'text',
    name: 'text',
    description: 'text',
    parentId: 'text',
    active: 'boolean',
    externalId: 'text',
    ...fieldsRow,
  }),
  category: columns({
    id: 'text',
    name: 'text',
    description: 'text',
    parentId: 'text',
    colour: 'text',
    externalId: 'text',
    ...fieldsRow,
  }),
  item: columns({
    id: 'text',
    name: 'text',
    description: 'text',
    sku: 'text',
    unit: 'text',
    categoryId: 'text',
    homeLocationId: 'text',
    minimum: 'bigint',
    reorderQuantity: 'bigint',
    imageUrl: 'text',
    coverPhotoId: 'text',
    link: 'text',
    hazards: 'jsonb',
    notes: 'text',
    active: 'boolean',
    lendable: 'boolean',
    unitCost: 'jsonb',
    externalId: 'text',
    custom: 'jsonb',
    ...fieldsRow,
  }),
  code: columns({
    id: 'text',
    itemId: 'text',
    locationId: 'text',
    value: 'text',
    key: 'text',
    unitsPerScan: 'bigint',
    ...fieldsRow,
  }),
  stock: columns({
    id: 'text',
    itemId: 'text',
    locationId: 'text',
    ...batch,
    quantity: 'bigint',
    countStamp: 'text',
    used: 'jsonb',
    version: 'bigint',
  }),
  count: columns({
    id: 'text',
    itemId: 'text',
    locationId: 'text',
    quantity: 'bigint',
    stocktakeId: 'text',
    ...batch,
    ...fact,
  }),
  movement: columns({
    id: 'text',
    itemId: 'text',
    fromLocationId: 'text',
    toLocationId: 'text',
    quantity: 'bigint',
    reason: 'text',
    purpose: 'text',
    undoes: 'text',
    effectiveStamp: 'text',
    effectiveReason: 'text',
    ...batch,
    ...fact,
  }),
  photo: columns({ id: 'text', itemId: 'text', sha256: 'text', ...fieldsRow }),
  image: columns({
    id: 'text',
    source: 'text',
    state: 'text',
    reason: 'text',
    retryAt: 'bigint',
    changedAt: 'bigint',
    sha256: 'text',
    thumbhash: 'text',
    width: 'bigint',
    height: 'bigint',
    format: 'text',
    bytes: 'bigint',
    version: 'bigint',
  }),
  stocktake: columns({
    id: 'text',
    name: 'text',
    note: 'text',
    locationIds: 'jsonb',
    categoryIds: 'jsonb',
    blind: 'boolean',
    state: 'text',
    decidedAt: 'bigint',
    decidedBy: 'text',
    ...fieldsRow,
  }),
  tally: columns({
    id: 'text',
    stocktakeId: 'text',
    kind: 'text',
    locationId: 'text',
    itemId: 'text',
    quantity: 'bigint',
    code: 'text',
    photoId: 'text',
    counter: 'text',
    ...batch,
    ...fact,
  }),
  loan: columns({
    id: 'text',
    itemId: 'text',
    quantity: 'bigint',
    fromLocationId: 'text',
    ...batch,
    borrowerId: 'text',
    borrowerName: 'text',
    dueOn: 'text',
    conditionOut: 'text',
    conditionBack: 'text',
    note: 'text',
    lentAt: 'bigint',
    returned: 'bigint',
    state: 'text',
    returnedAt: 'bigint',
    ...fieldsRow,
  }),
  reorder: columns({
    id: 'text',
    itemId: 'text',
    cycle: 'bigint',
    state: 'text',
    quantity: 'bigint',
    ordered: 'bigint',
    priority: 'text',
    askCount: 'bigint',
    requestedAt: 'bigint',
    orderedAt: 'bigint',
    expectedOn: 'text',
    received: 'bigint',
    damaged: 'bigint',
    receivedAt: 'bigint',
    marks: 'jsonb',
    version: 'bigint',
  }),
  ask: columns({
    id: 'text',
    itemId: 'text',
    cycle: 'bigint',
    quantity: 'bigint',
    priority: 'text',
    isWithdrawn: 'boolean',
    ...fact,
  }),
  receipt: columns({
    id: 'text',
    itemId: 'text',
    cycle: 'bigint',
    quantity: 'bigint',
    damaged: 'bigint',
    expired: 'bigint',
    orderLineId: 'text',
    supplierItemId: 'text',
    receivedOn: 'text',
    price: 'jsonb',
    packQuantity: 'bigint',
    locationId: 'text',
    movementId: 'text',
    isUndone: 'boolean',
    ...batch,
    ...fact,
  }),
  supplier: columns({
    id: 'text',
    name: 'text',
    kind: 'text',
    website: 'text',
    email: 'text',
    phone: 'text',
    customerNumber: 'text',
    notes: 'text',
    active: 'boolean',
    externalId: 'text',
    ...fieldsRow,
  }),
  supplierItem: columns({
    id: 'text',
    itemId: 'text',
    supplierId: 'text',
    sku: 'text',
    link: 'text',
    description: 'text',
    packQuantity: 'bigint',
    price: 'jsonb',
    minimumPacks: 'bigint',
    lengthMm: 'bigint',
    widthMm: 'bigint',
    heightMm: 'bigint',
    weightG: 'bigint',
    leadDays: 'bigint',
    preferred: 'boolean',
    active: 'boolean',
    notes: 'text',
    externalId: 'text',
    ...fieldsRow,
  }),
  price: columns({
    id: 'text',
    supplierItemId: 'text',
    price: 'jsonb',
    packQuantity: 'bigint',
    source: 'text',
    isWithdrawn: 'boolean',
    ...fact,
  }),
  purchaseOrder: columns({
    id: 'text',
    supplierId: 'text',
    number: 'text',
    state: 'text',
    orderedOn: 'text',
    expectedOn: 'text',
    reference: 'text',
    note: 'text',
    marks: 'jsonb',
    ...fieldsRow,
  }),
  orderLine: columns({
    id: 'text',
    purchaseOrderId: 'text',
    itemId: 'text',
    cycle: 'bigint',
    supplierItemId: 'text',
    packs: 'bigint',
    packQuantity: 'bigint',
    price: 'jsonb',
    note: 'text',
    placed: 'bigint',
    ordered: 'bigint',
    received: 'bigint',
    damaged: 'bigint',
    receivedOn: 'text',
    ...fieldsRow,
  }),
  leadTime: columns({
    id: 'text',
    supplierId: 'text',
    supplierItemId: 'text',
    medianDays: 'double precision',
    p80Days: 'bigint',
    samples: 'bigint',
    leftOut: 'bigint',
    windowDays: 'bigint',
    version: 'bigint',
  }),
  settings: columns({
    id: 'text',
    leadWindowDays: 'bigint',
    safetyDays: 'bigint',
    showSpend: 'boolean',
    currency: 'text',
    lastOrder: 'jsonb',
    ...fieldsRow,
  }),
  person: columns({
    id: 'text',
    name: 'text',
    role: 'text',
    removedAt: 'bigint',
    version: 'bigint',
  }),
};

const selectLists = new Map(
  syncedTables.map((table) => [
    table,
    columnsOf[table].map(({ field, column }) => `"${column}" as "${field}"`).join(', '),
  ]),
);

/** `"home_location_id" as "homeLocationId", …`: reads a row in the shape in which it travels. */
export function selectList(table: SyncedTable): string {
  return selectLists.get(table) ?? '';
}

/** Stores a JSON array of rows ($2) of one space ($1) in one statement; rows that exist are replaced. */
export function upsertStatement(table: SyncedTable): string {
  const list = columnsOf[table];
  const names = list.map(({ column }) => `"${column}"`).join(', ');
  const values = list.map(({ field }) => `r."${field}"`).join(', ');
  const shape = list.map(({ field, type }) => `"${field}" ${type}`).join(', ');
  const updates = list
    .filter(({ column }) => column !== 'id')
    .map(({ column }) => `"${column}" = excluded."${column}"`)
    .join(', ');
  return `insert into "${tableName(table)}" ("space_id", ${names})
    select $1, ${values} from jsonb_to_recordset($2::jsonb) as r(${shape})
    on conflict ("space_id", "id") do update set ${updates}`;
}
