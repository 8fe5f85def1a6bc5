'use client';

import { ActionIcon, Input } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useLocale } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import type { Localised } from '@/lib/i18n/locales';
import type { Field } from '@/lib/policy/fields';
import { ParameterWidget } from './param-widgets';
import type { Parameters } from './rule-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly label: string;
  readonly help: string;
  readonly fields: readonly Field[];
  readonly parameters: Parameters;
  readonly onChange: (parameters: Parameters) => void;
  readonly onRemove: () => void;
  readonly removeLabel: string;
  readonly errors: FormErrors;
  /** Of this condition or action in the request: `conditions.0`. */
  readonly path: string;
  /** Labels of fields are shown above them; else the row's own label says enough, and they are only read aloud. */
  readonly labelsShown: boolean;
  /** It has just been added: its first field takes the focus. */
  readonly takesFocus: boolean;
  readonly children?: ReactNode;
}

/** One condition or action: its label, a widget per parameter, a bin. */
export function PartRow(props: Props) {
  const { label, help, fields, parameters, onChange, onRemove, removeLabel, errors, path, labelsShown, takesFocus, children } = props;
  const locale = useLocale();
  const errorText = useErrorText();
  const labelId = useId();
  const fieldsRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) fieldsRef.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [takesFocus]);
  const own = errors.get(path) ?? errors.get(`${path}.parameters`);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid with its legend in it
    <div className={classes.part} role="group" aria-labelledby={labelId}>
      <div className={classes.partHead} title={help}>
        {children}
        <span id={labelId} className={classes.partLabel}>
          {label}
        </span>
      </div>
      <div className={classes.partFields} ref={fieldsRef} data-labels={labelsShown || undefined}>
        {fields
          .filter((field) => isShown(field, parameters))
          .map((field) => (
            <ParameterWidget
              key={field.name}
              field={field}
              label={field.label[locale]}
              labelShown={labelsShown}
              value={parameters[field.name]}
              onChange={(value) => onChange(withParameter(fields, parameters, field.name, value))}
              error={errorText(errorAt(errors, `${path}.parameters.${field.name}`))}
              errorAt={(place) => errorText(errorAt(errors, `${path}.parameters.${field.name}.${place}`))}
            />
          ))}
        {own !== undefined && (
          <Input.Error className={classes.partError} data-error tabIndex={-1}>
            {errorText(own)}
          </Input.Error>
        )}
      </div>
      <ActionIcon
        className={classes.bin}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <IconTrash size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function isShown(field: Field, parameters: Parameters): boolean {
  const { shownWhen } = field;
  return shownWhen === undefined || shownWhen.isOneOf.some((value) => value === parameters[shownWhen.name]);
}

/** The parameters with one changed; those that are no longer shown are not stored. */
function withParameter(fields: readonly Field[], parameters: Parameters, name: string, value: unknown): Parameters {
  const changed = { ...parameters, [name]: value };
  const hidden = new Set(fields.filter((field) => !isShown(field, changed)).map((field) => field.name));
  return Object.fromEntries(Object.entries(changed).filter(([key]) => !hidden.has(key)));
}

export interface RowTexts {
  readonly label: string;
  readonly rowLabel?: string;
  readonly help: string;
}

/** The part of a catalogue entry that a row needs. */
export interface RowEntry {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly text: Localised<RowTexts>;
}
