/** The columns of `suppliers.csv` and `supplier-parts.csv`, as InvenTree names them, and ours beside them. */
import { makeColumnSet } from './match-columns.ts';

export type SupplierMeaning =
  | 'name'
  | 'notes'
  | 'website'
  | 'kind'
  | 'email'
  | 'phone'
  | 'customerNumber'
  | 'active';

export const supplierColumns = makeColumnSet<SupplierMeaning>(
  {
    name: 'name',
    description: 'notes',
    website: 'website',
    kind: 'kind',
    email: 'email',
    phone: 'phone',
    customer_number: 'customerNumber',
    active: 'active',
  },
  ['name'],
);

export type SupplierPartMeaning =
  | 'part'
  | 'supplier'
  | 'sku'
  | 'link'
  | 'description'
  | 'packQuantity'
  | 'price'
  | 'currency'
  | 'notes'
  | 'active';

export const supplierPartColumns = makeColumnSet<SupplierPartMeaning>(
  {
    part_id: 'part',
    supplier: 'supplier',
    sku: 'sku',
    link: 'link',
    description: 'description',
    pack_quantity: 'packQuantity',
    price: 'price',
    currency: 'currency',
    note: 'notes',
    active: 'active',
  },
  ['part_id', 'supplier'],
);
