import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { queries } from '../../../api/queries.ts'
import { SignInForm } from '../../../features/sign-in/sign-in-form.tsx'
import { FrontDoor } from '../../../ui/page/front-door.tsx'
import { enterSession } from '../../shell/enter-session.ts'
import { GoTo } from '../../shell/go-to.tsx'
import { Mark } from '../../shell/mark.tsx'
import { StartingPage } from '../../shell/starting-page.tsx'

export function SignInPage() {
  const session = useQuery(queries.session())
  const queryClient = useQueryClient()
  const { back } = useSearch({ from: '/sign-in' })

  if (!session.data) return <StartingPage error={session.error} retry={() => void session.refetch()} />
  if (session.data.needsOwner) return <GoTo href="/welcome" />
  if (session.data.user) return <GoTo href={ownPath(back)} />
  return (
    <FrontDoor
      mark={<Mark size={48} />}
      title="Sign in"
      lead={back ? 'Sign in, and you are back where you were.' : 'Welcome back to Tailorbird.'}
    >
      <SignInForm onDone={(entered) => enterSession(queryClient, entered)} />
    </FrontDoor>
  )
}

/** Only a path of ours: an address from elsewhere is not gone back to. */
const ownPath = (back: string | undefined) => (back && /^\/(?![/\\])/.test(back) ? back : '/')
