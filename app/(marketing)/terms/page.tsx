import { Lead } from "#components/docs/lead.tsx";
import { Part } from "#components/docs/part.tsx";
import { TextLink } from "#components/docs/text-link.tsx";

export const metadata = { title: "Terms", description: "What you may do here, what is yours, and what is not promised." };

export default function Terms() {
  return (
    <div className="max-w-[72ch] space-y-8 pt-10 text-16">
      <Lead title="Terms">Short, for the software as it is. Whoever runs this installation answers for it, and may add terms of their own.</Lead>
      <Part title="What is yours" id="yours">
        <p>Your descriptions, the code that was written from them, and what your APIs store. You may export all of it at any time and run it elsewhere.</p>
      </Part>
      <Part title="What you may not do" id="not">
        <p>
          Attack other people or systems, get around limits or the sandbox, break the law, or keep what you have no right to keep. Trying the sandbox on an installation of your own is welcome. An API or a
          workspace that does harm may be paused or removed.
        </p>
      </Part>
      <Part title="Keys" id="keys">
        <p>What is done with your keys counts as done by you. Revoke one that leaked: it is refused everywhere within a second. Anybody who finds one may report it.</p>
      </Part>
      <Part title="What is not promised" id="promise">
        <p>
          That generated code is right for your purpose: it passed the tests whose record you can read, and no others. The software is given as it is, without warranty, under the MIT licence. Prices and
          limits are those under <TextLink href="/pricing">Pricing</TextLink>; nothing is charged today.
        </p>
      </Part>
      <Part title="The end" id="end">
        <p>
          You may delete your account on your profile. Its APIs answer 410 from that moment; what happens with its data is under <TextLink href="/privacy">Privacy</TextLink>.
        </p>
      </Part>
    </div>
  );
}
