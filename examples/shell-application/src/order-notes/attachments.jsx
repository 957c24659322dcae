import SecondaryButton from '@commercetools-uikit/secondary-button';
import Spacings from '@commercetools-uikit/spacings';
import Text from '@commercetools-uikit/text';
import { useEffect, useRef, useState } from 'react';
import { describeError } from './describe-error.js';
import { readAttachments } from './read-attachments.js';
import { useNoteActions } from './use-note-actions.js';
import { useNotify } from './use-notify.js';

export function Attachments({ note }) {
  const [names, setNames] = useState();
  const [problem, setProblem] = useState();
  const [readings, setReadings] = useState(0);
  const [isUploading, setIsUploading] = useState(false);
  const upload = useRef();
  const actions = useNoteActions();
  const notify = useNotify();
  const { id } = note;

  useEffect(() => {
    let isCurrent = true;
    readAttachments({ id }).then(
      (files) => {
        if (!isCurrent) return;
        setNames(files.map(({ name }) => name));
        setProblem(undefined);
      },
      (error) => {
        if (isCurrent) setProblem(describeError(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [id, readings]);
  // A page that is left needs no answer any more.
  useEffect(() => () => upload.current?.abort(), []);

  const readAgain = () => setReadings((count) => count + 1);

  async function send(file) {
    upload.current = actions.upload(note, file);
    setIsUploading(true);
    await notify(upload.current, `${file.name} was uploaded.`);
    upload.current = undefined;
    setIsUploading(false);
    readAgain();
  }

  return (
    <Spacings.Stack scale="s">
      <Text.Detail tone="secondary">
        {names === undefined ? '' : names.length === 0 ? 'No files' : `Files: ${names.join(', ')}`}
      </Text.Detail>
      {problem && <p role="alert">{problem}</p>}
      <Spacings.Inline alignItems="center">
        <label>
          <Text.Detail as="span">Attach a file </Text.Detail>
          <input
            type="file"
            disabled={isUploading}
            onChange={({ target }) => {
              const [file] = target.files;
              target.value = '';
              if (file) void send(file);
            }}
          />
        </label>
        {isUploading && <SecondaryButton label="Cancel upload" onClick={() => upload.current?.abort()} />}
        <SecondaryButton label="Read files again" onClick={readAgain} />
      </Spacings.Inline>
    </Spacings.Stack>
  );
}
