import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconBroadcast, IconTrash } from '@tabler/icons-react'
import type { Alias } from '@tailorbird/contract/aliases'
import type { Connection } from '@tailorbird/contract/connections'
import type { Environment } from '@tailorbird/contract/environments'
import { useState } from 'react'
import classes from './aliases-section.module.css'
import { BindingSelect } from './binding-select.tsx'
import { DeleteAliasDialog } from './delete-alias-dialog.tsx'

interface AliasTableProps {
  aliases: Alias[]
  connections: Connection[]
  environments: Environment[]
}

export function AliasTable({ aliases, connections, environments }: AliasTableProps) {
  const [deleting, setDeleting] = useState<Alias>()
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Alias</th>
            {environments.map(({ key, name, live }) => (
              <th key={key} scope="col">
                {live ? (
                  <span className={classes.live} title="What runs here really happens.">
                    <IconBroadcast size={16} aria-hidden /> {name}, live
                  </span>
                ) : (
                  name
                )}
              </th>
            ))}
            <td>
              <VisuallyHidden>Delete</VisuallyHidden>
            </td>
          </tr>
        </thead>
        <tbody>
          {aliases.map((alias) => (
            <tr key={alias.id}>
              <th scope="row">{alias.name}</th>
              {environments.map((environment) => (
                <td
                  key={environment.key}
                  data-live={environment.live}
                  data-environment={environment.name + (environment.live ? ', live' : '')}
                >
                  <BindingSelect alias={alias} environment={environment} connections={connections} />
                </td>
              ))}
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={`Delete ${alias.name}`}
                  onClick={() => setDeleting(alias)}
                >
                  <IconTrash size={18} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deleting && <DeleteAliasDialog alias={deleting} onClose={() => setDeleting(undefined)} />}
    </>
  )
}
