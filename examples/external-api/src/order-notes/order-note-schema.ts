import { z } from 'zod';

// SQLite ends a text at a NUL character, and half a surrogate pair has no UTF-8 form: neither would come back as it was sent.
const WITHOUT_CONTROL_CHARACTERS = /^[^\p{Cc}\p{Cs}]*$/u;
const TEXT_CHARACTERS = /^(?:[^\p{Cc}\p{Cs}]|[\t\r\n])*$/u;

const orderNumber = z
  .string('Give the order number as text.')
  .trim()
  .min(1, 'Give an order number.')
  .max(100, 'Use at most 100 characters.')
  .regex(WITHOUT_CONTROL_CHARACTERS, 'Leave out control characters.');

const text = z
  .string('Give the note as text.')
  .trim()
  .min(1, 'Write something.')
  .max(2000, 'Use at most 2000 characters.')
  .regex(TEXT_CHARACTERS, 'Leave out control characters.');

const status = z.enum(['open', 'done'], 'Use "open" or "done".');

/** Body of POST and PUT. A field that it doesn't know is refused, so that a typing error can't pass unnoticed. */
export const orderNoteSchema = z.strictObject({ orderNumber, text, status: status.default('open') });

/** Body of PATCH: at least one of the fields. */
export const orderNoteChangesSchema = z
  .strictObject({
    orderNumber: orderNumber.exactOptional(),
    text: text.exactOptional(),
    status: status.exactOptional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    error: 'Name at least one field to change.',
    when: ({ issues }) => issues.length === 0, // Whoever named a wrong field has read enough.
  });

/** A number in a query string; `z.coerce` would take "", " 7" and "0x10" as well. */
const wholeNumber = z
  .string('Give it once.')
  .regex(/^\d{1,9}$/, 'Use a whole number.')
  .transform(Number);

/** Query of the exports: which notes. */
export const orderNoteFilterSchema = z.strictObject({
  status: status.optional(),
  query: z
    .string('Give it once.')
    .trim()
    .max(100, 'Use at most 100 characters.')
    .regex(WITHOUT_CONTROL_CHARACTERS, 'Leave out control characters.')
    .optional(),
});

/** Query of the list: which notes, and which page of them. */
export const orderNoteQuerySchema = orderNoteFilterSchema.extend({
  limit: wholeNumber.refine((limit) => limit >= 1 && limit <= 200, 'Use 1 to 200.').default(50),
  offset: wholeNumber.default(0),
});

/** Conditions on notes; one that is not there lets every note through. */
export type OrderNoteFilter = z.infer<typeof orderNoteFilterSchema>;
