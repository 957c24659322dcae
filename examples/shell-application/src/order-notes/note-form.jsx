import PrimaryButton from '@commercetools-uikit/primary-button';
import SecondaryButton from '@commercetools-uikit/secondary-button';
import Spacings from '@commercetools-uikit/spacings';
import Text from '@commercetools-uikit/text';

const FIELD_STYLE = {
  display: 'block',
  width: '100%',
  boxSizing: 'border-box',
  marginTop: 4,
  padding: '8px 12px',
  border: '1px solid hsl(232, 18%, 65%)',
  borderRadius: 4,
  font: 'inherit',
};

export function NoteForm({ note = { orderNumber: '', text: '' }, label, onSubmit, onCancel }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        void onSubmit({ orderNumber: fields.get('orderNumber'), text: fields.get('text') });
      }}
    >
      <Spacings.Stack scale="m">
        <label>
          <Text.Detail as="span" isBold>
            Order number
          </Text.Detail>
          <input name="orderNumber" required maxLength={100} defaultValue={note.orderNumber} style={FIELD_STYLE} />
        </label>
        <label>
          <Text.Detail as="span" isBold>
            Note
          </Text.Detail>
          <textarea name="text" required rows={3} maxLength={2000} defaultValue={note.text} style={FIELD_STYLE} />
        </label>
        <Spacings.Inline>
          <PrimaryButton type="submit" label={label} onClick={() => {}} />
          {onCancel && <SecondaryButton label="Cancel" onClick={onCancel} />}
        </Spacings.Inline>
      </Spacings.Stack>
    </form>
  );
}
