import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core'
import type { ComponentPropsWithRef } from 'react'
import { Avatar } from '../../ui/avatar.tsx'
import classes from './shell.module.css'

/** The button with somebody's initials at the end of the rail. */
export function AccountFace({
  name,
  ...rest
}: { name: string } & UnstyledButtonProps & ComponentPropsWithRef<'button'>) {
  return (
    <UnstyledButton {...rest} className={classes.link}>
      <Avatar name={name} size={28} />
      <span>Account</span>
    </UnstyledButton>
  )
}
