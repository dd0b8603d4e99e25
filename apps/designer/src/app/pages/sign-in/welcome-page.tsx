import '@mantine/core/styles/Code.layer.css'
import { Code } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { queries } from '../../../api/queries.ts'
import { OwnerForm } from '../../../features/sign-in/owner-form.tsx'
import { FrontDoor } from '../../../ui/page/front-door.tsx'
import { enterSession } from '../../shell/enter-session.ts'
import { GoTo } from '../../shell/go-to.tsx'
import { Mark } from '../../shell/mark.tsx'
import { StartingPage } from '../../shell/starting-page.tsx'

export function WelcomePage() {
  const session = useQuery(queries.session())
  const queryClient = useQueryClient()
  const { token } = useSearch({ from: '/welcome' })

  if (!session.data) return <StartingPage error={session.error} retry={() => void session.refetch()} />
  if (session.data.user) return <GoTo href="/" />
  if (!session.data.needsOwner) return <AlreadyOwned />
  if (!token) return <WhereIsTheLink />
  return (
    <FrontDoor
      mark={<Mark size={48} />}
      title="Welcome to Tailorbird"
      lead="Create the owner account. After that, sign-in is the only way in."
    >
      <OwnerForm token={token} onDone={(entered) => enterSession(queryClient, entered)} />
    </FrontDoor>
  )
}

function WhereIsTheLink() {
  return (
    <FrontDoor
      mark={<Mark size={48} />}
      title="Open the link from the terminal"
      lead={
        <>
          This Tailorbird has no owner yet. The terminal in which <Code>npm start</Code> runs has printed a link that
          creates the owner account, once. Open that link here. If it is gone, stop Tailorbird and start it again: a new
          one is printed.
        </>
      }
    />
  )
}

function AlreadyOwned() {
  return (
    <FrontDoor mark={<Mark size={48} />} title="This link has been used" lead="Tailorbird has its owner already.">
      <Link to="/sign-in" search={{}}>
        Go to sign-in
      </Link>
    </FrontDoor>
  )
}
