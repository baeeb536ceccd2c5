import { redirect } from "next/navigation";

export default function ApisPage() {
  redirect("/dashboard");
}
