import { Select } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { type Workspace, connectionBehind } from '../../../editor/model/workspace.ts'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import css from './alias-widget.module.css'

/** An alias stands for an account; which one is decided per environment, and shown here. */
export function AliasWidget({ binding, onChange, id, describedBy, field, readOnly }: WidgetProps<'alias'>) {
  const workspace = useEditor((editor) => editor.workspace)
  const value = fixedOf(binding)
  const name = typeof value === 'string' ? value : null
  const names = workspace.aliases.map((alias) => alias.name)
  return (
    <>
      <Select
        id={id}
        aria-describedby={describedBy}
        data={
          name === null || names.includes(name)
            ? names
            : [{ value: name, label: `${name} (does not exist yet)` }, ...names]
        }
        value={name}
        onChange={(next) => onChange(next === null ? undefined : { fixed: next })}
        placeholder={field.optional ? 'The same as above' : 'Choose an alias'}
        clearable={field.optional === true}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {name !== null && <WhereItLeads name={name} workspace={workspace} />}
    </>
  )
}

function WhereItLeads({ name, workspace }: { name: string; workspace: Workspace }) {
  return (
    <ul className={css.list} aria-label={`Where ${name} leads`}>
      {workspace.environments.map((environment) => {
        const connection = connectionBehind(workspace, name, environment.key)
        return (
          <li key={environment.key} data-missing={!connection || undefined}>
            <span>{environment.name}</span>
            {connection ? (
              <IconArrowRight size={14} aria-label="leads to" />
            ) : (
              <IconAlertTriangle size={14} aria-hidden />
            )}
            {connection ? (
              <span>
                @{connection.account.username}
                {connection.target === 'sandbox' && ' (sandbox)'}
                {connection.status !== 'connected' && `, ${connection.status}`}
              </span>
            ) : (
              <Link to="/connections">leads nowhere: bind it under Connections</Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
