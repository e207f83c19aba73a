"""An invented report, told again in other words, in another order and in brief, and put among words of its own."""

REPORT = (
    "Four lanterns burned all night on the breakwater at Quillmouth while divers searched the flooded hold of the "
    "dredger Marigold. The vessel had struck an uncharted boulder on Sunday and settled upright in nine metres of "
    "water. Harbour pilot Tobias Wrenfield guided every crewman into rowing boats before the pumps failed. Insurers "
    "now doubt that the wreck can be lifted before the herring fleet returns. Fishermen fear that leaking diesel will "
    "reach the oyster beds. The owners have promised floating booms and a chemist. A "
    "tug with a crane is on its way from the naval yard at Penhallow, where it was being painted. Until it comes, a "
    "ring of buoys keeps pleasure craft away, and two constables guard the slipway. Nobody has been charged."
)
REWORDED = (
    "All night long four lanterns were burning on the Quillmouth breakwater, and divers went through the hold, now "
    "flooded, of the dredger Marigold. On Sunday the vessel struck a boulder that was uncharted, then settled in nine "
    "metres of water, upright. Before its pumps failed, pilot Tobias Wrenfield of the harbour had guided each crewman "
    "to rowing boats. It is doubted by insurers that the wreck could be lifted before the fleet returns for herring."
)
SHUFFLED = (
    "Insurers now lifted before doubt the wreck that herring can the fleet be returns. Harbour rowing guided every "
    "Tobias pilot crewman boats into Wrenfield before failed the pumps. On boulder struck vessel the an Sunday had "
    "uncharted and in settled metres nine upright of water. Night lanterns all burned breakwater four the on while at "
    "Quillmouth searched divers flooded the dredger of Marigold hold the."
)
BRIEF = (
    "Divers searched the flooded dredger Marigold at Quillmouth all night. Insurers doubt that the wreck can be lifted "
    "soon. A tug with a crane is on its way. Nobody has been charged."
)
OWN = (
    "Council elections in the valley drew few voters this spring. Posters hung in every bakery, yet the benches of the "
    "town hall stayed empty on the evening of the debate. A retired teacher won the northern seat by eleven ballots.",
    "The mountain railway will carry passengers again in June. Engineers replaced two bridges and laid new sleepers "
    "over the winter. Tickets cost as much as before, and dogs travel free in the last carriage of each train.",
)
SAME_EVENT = (
    "A dredger lies on the harbour floor at Quillmouth after an accident at the weekend. Its crew is safe, the coast "
    "guard says. Divers hope to look at the damage today, if weather allows, and an inquiry has begun. People on the "
    "quay spoke of a loud bang shortly after lunch."
)


def among(text: str, own: str = OWN[1]) -> str:
    """The text between words of another article."""
    first, rest = own.split(". ", 1)
    return f"{first}. {text} {rest}"
